import { sampleNames } from './sample-events';

/** What each sample shows, in the order in which a newcomer may try them. */
const shows: Readonly<Record<string, string>> = {
  'checkout-5xx': 'SEV-1 that goes public: paying by card fails (single metric)',
  ServerCpuTooHigh: "SEV-2, never public: AWS's documented sample (single metric)",
  'checkout-slow-share': 'SEV-2: a share of slow payments, by metric math',
  'sign-in-errors': 'SEV-2 that goes public: a composite alarm over two others',
  'api-traffic-anomaly': 'SEV-3, mail only: traffic out of its band (anomaly detection)',
  'customer-report': 'a custom Incident Alert: what customers say, sent by another system',
  'exposed-access-key': 'SEV-1, security: AWS found an access key of ours in public (AWS Health)',
  'compromised-credentials': 'SEV-1, security: an attack in progress (GuardDuty)',
  'aws-outage': 'SEV-2: an issue of AWS itself in our region (AWS Health)',
  'canary-cannot-buy': 'a canary that fails: nobody classified it, so SEV-2 and a question (Synthetics)',
  'edited-checkout-alarm': 'no alert: the alarm checkout-5xx is edited, which its timeline shows',
  'dashboard-no-data': 'INSUFFICIENT_DATA: neither an alarm nor an OK',
  autoscaling: 'a TargetTracking alarm of auto scaling: ignored, and counted',
  malformed: 'not what it says it is: opens an incident all the same',
};

/** Every sample with what it shows. */
export async function aboutSamples(): Promise<{ name: string; shows: string }[]> {
  const places = Object.keys(shows);
  const names = await sampleNames();
  return names
    .sort((one, other) => places.indexOf(one) - places.indexOf(other))
    .map((name) => ({ name, shows: shows[name] ?? '' }));
}
