/** What the responder API knows of the stack's health. */
export interface DoctorFacts {
  readonly at: string;
  readonly example: boolean;
  readonly sendingNumbers: readonly string[];
  readonly people: readonly DoctorPerson[];
  readonly gaps: readonly { readonly rotation: string; readonly at: string }[];
  readonly silent: readonly { readonly id: string; readonly dueAt: string }[];
  readonly never: readonly { readonly kind: string; readonly id: string }[];
  readonly overdue: readonly string[];
}

export interface DoctorPerson {
  readonly id: string;
  readonly name: string;
  /** All by which they may be reached. */
  readonly channels: readonly string[];
  /** They may be paged at any hour. */
  readonly atAnyHour: boolean;
  readonly test: {
    readonly sentAt?: string;
    readonly answeredAt?: string;
    readonly queuedAt?: string;
    /** When the last one left that nobody answered in time. */
    readonly missed?: string;
    /** When each channel was last shown to work. */
    readonly proven: Readonly<Record<string, string>>;
    readonly nextAt?: string;
  };
}

/** One subscription of a topic, without its address. */
export interface Subscribed {
  readonly protocol: string;
  readonly confirmed: boolean;
}
