import type { MigrationInterface } from 'typeorm';

/** A step of the schema. */
export interface Migration extends MigrationInterface {
  readonly name: string;
  /**
   * Whether versions of the service from before this step can run on a database that has taken it: it only adds what they
   * can do without. They read it in the database, where it is written with the step, and refuse to start on any other.
   */
  readonly expanding?: boolean;
}
