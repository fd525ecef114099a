import { incidentLink, incidentPath, safeLink } from '../../status-page/links';

test('a notice has one address, harmless whatever its id', () => {
  expect(incidentLink('n-5tq8w2zk')).toBe('/incidents/n-5tq8w2zk.html');
  expect(incidentPath('../index"<')).toBe('incidents/---index--.html');
});

test.each(['https://www.example.com/support?x=1', 'mailto:help@example.com'])('%s may be a link', (link) => {
  expect(safeLink(link)).toBe(link);
});

test.each(['javascript:alert(1)', 'http://example.com', 'data:text/html,x', '//example.com', 'https://a b', undefined])(
  '%s may not',
  (link) => {
    expect(safeLink(link)).toBeUndefined();
  },
);
