import { metricsIn } from '../../../bench/cost/log-metrics';
import { count } from '../../../lambdas/runtime/metrics';

test('the metrics of a line are those that the handlers print', () => {
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  count('AuditHeartbeat', 1);
  const [line] = printed.mock.calls[0] as [string];
  printed.mockRestore();
  expect(metricsIn(line)).toEqual(['AuditHeartbeat']);
});

test('any other line carries none', () => {
  expect(metricsIn('{"code":"T701","overdue":0}')).toEqual([]);
});
