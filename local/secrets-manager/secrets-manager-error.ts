/** A refusal that a client sees as the exception `name`, answered with status 400. */
export class SecretsManagerError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
