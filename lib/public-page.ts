import { Construct } from 'constructs';
import type { StatusPageSettings } from '../domain/status-page';
import { PageBucket } from './page-bucket';
import { PageDistribution } from './page-distribution';

/** Out to the public: a private bucket behind CloudFront. Nothing in it depends on any other part, so it stands when they fall. */
export class PublicPage extends Construct {
  readonly bucket: PageBucket;
  /** `https://…`, without a slash at the end. */
  readonly url: string;
  /** What a DNS record of the page's own domain points at; undefined where it has none. */
  readonly dnsTarget: string | undefined;

  constructor(scope: Construct, id: string, settings: StatusPageSettings) {
    super(scope, id);
    this.bucket = new PageBucket(this, 'PageBucket');
    const { domain } = settings;
    const { distributionDomainName } = new PageDistribution(this, 'PageDistribution', this.bucket, settings);
    this.url = `https://${domain?.name ?? distributionDomainName}`;
    this.dnsTarget = domain && distributionDomainName;
  }
}
