import { Injectable } from '@nestjs/common';

/** Which operations an API collection holds (contract section 5.7). */
export abstract class CollectedOperations {
  /** @returns operation ids; none for a collection that is not there. */
  abstract of(apiCollectionId: string): Promise<readonly string[]>;
}

/** For a service without collections. */
@Injectable()
export class NoCollections extends CollectedOperations {
  of(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
