import type { ComponentState } from '../domain/notice';

/** The sign in the browser's tab, as a data URL: the state's own shape, in a colour that shows on light and dark tabs. */
export function tabIcon(state: ComponentState | 'none' = 'none'): string {
  return icons[state];
}

function dataUrl(shape: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${shape}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const icons: Readonly<Record<ComponentState | 'none', string>> = {
  none: dataUrl('<circle cx="12" cy="12" r="9" fill="#8a9096"/>'),
  operational: dataUrl('<circle cx="12" cy="12" r="9" fill="none" stroke="#2f9e68" stroke-width="4"/>'),
  under_maintenance: dataUrl('<rect x="2" y="2" width="20" height="20" rx="4" fill="#4a7fd6"/>'),
  degraded_performance: dataUrl('<path d="M12 2 23 22H1z" fill="#c98a00"/>'),
  partial_outage: dataUrl('<path d="m12 1 11 11-11 11L1 12z" fill="#e0701a"/>'),
  major_outage: dataUrl('<path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" fill="#d93a31"/>'),
};
