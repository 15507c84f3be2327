import type { MigrationInterface } from 'typeorm';

/** A step of the schema. */
export interface Migration extends MigrationInterface {
  readonly name: string;
  /**
   * Whether versions of the service from before this step can run on a database that has taken it: it only adds things that they can do
   * without. They read this mark in the database, where it is written with the step, and refuse to start on a step without it.
   */
  readonly expanding?: boolean;
}
