import type { Instant } from './instant';
import type { CourseStep, Notice } from './notice';
import type { Interval } from './uptime';

/** When customers were told that it is over, or that it never was. */
export function endOf(notice: Notice): Instant | undefined {
  return notice.retractedAt ?? notice.resolvedAt;
}

/** The notice with its course brought up to date: what it claims now is noted, unless it claimed that before. */
export function withCourse(notice: Notice): Notice {
  const course = notice.course ?? [{ at: notice.startedAt, state: notice.claims }];
  const ended = endOf(notice);
  const state = ended === undefined ? notice.claims : 'operational';
  if (course.at(-1)?.state === state) return { ...notice, course };
  return { ...notice, course: [...course, { at: notice.changedAt, state }] };
}

/** What a notice claimed, stretch by stretch. One that was posted in error claims nothing. */
export function claimedBy(notice: Notice): Interval[] {
  if (notice.retractedAt !== undefined) return [];
  const course = courseOf(notice);
  return course
    .map(({ at, state }, index): Interval => ({ from: at, to: course[index + 1]?.at, state }))
    .filter(({ state }) => state !== 'operational');
}

function courseOf(notice: Notice): readonly CourseStep[] {
  if (notice.course !== undefined) return notice.course;
  const began = { at: notice.startedAt, state: notice.claims };
  return notice.resolvedAt === undefined ? [began] : [began, { at: notice.resolvedAt, state: 'operational' }];
}
