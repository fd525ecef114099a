import { Construct } from 'constructs';
import { PageBucket } from './page-bucket';
import { PageDistribution } from './page-distribution';

/** Out to the public: a private bucket behind CloudFront. Nothing in it depends on any other part, so it stands when they fall. */
export class PublicPage extends Construct {
  readonly bucket: PageBucket;
  /** `https://…`, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new PageBucket(this, 'PageBucket');
    this.url = `https://${new PageDistribution(this, 'PageDistribution', this.bucket).distributionDomainName}`;
  }
}
