import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Database, violatedConstraint } from '../../platform/database/database.js';
import { textProblem } from '../../platform/body/text.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { ApiCollection } from './api-collection.entity.js';

/** Maximum collections of one user. */
export const MOST_COLLECTIONS = 100;

export type NewApiCollection = Pick<ApiCollection, 'name' | 'isSharable' | 'description'>;

/**
 * Each user's own lists of operations (contract section 5.7): nobody can read or change another user's here (decision 16).
 * They are not in the audit trail, because they permit nothing and concern nobody else.
 */
@Injectable()
export class ApiCollectionsService {
  constructor(
    @InjectRepository(ApiCollection) private readonly collections: Repository<ApiCollection>,
    private readonly database: Database,
  ) {}

  /** In the order of creation. */
  ofUser(userId: string): Promise<ApiCollection[]> {
    return this.collections.find({ where: { userId }, order: { apiCollectionId: 'ASC' } });
  }

  /** @throws ObpError OBP-30079. */
  async getByName(userId: string, name: string): Promise<ApiCollection> {
    return (await this.find(name, { userId, name })) ?? missing('API_COLLECTION_NAME', name);
  }

  /** @throws ObpError OBP-30079, also for a collection of somebody else. */
  async getById(userId: string, apiCollectionId: string): Promise<ApiCollection> {
    return (await this.find(apiCollectionId, { userId, apiCollectionId })) ?? missing('API_COLLECTION_ID', apiCollectionId);
  }

  /** @returns undefined unless there is a collection with this id that is sharable or the user's own. */
  async readableBy(userId: string, apiCollectionId: string): Promise<ApiCollection | undefined> {
    const collection = await this.find(apiCollectionId, { apiCollectionId });
    return collection !== undefined && (collection.isSharable || collection.userId === userId) ? collection : undefined;
  }

  /** @throws ObpError in this order: OBP-30086 for a name that the user already has, OBP-98071. */
  async create(userId: string, wanted: NewApiCollection): Promise<ApiCollection> {
    const collection = { apiCollectionId: uuidv7(), userId, ...wanted };
    try {
      await this.database.transaction(async (manager) => {
        // One after the other per user, so that the count below is right.
        await manager.query('SELECT 1 FROM users WHERE user_id = $1 FOR NO KEY UPDATE', [userId]);
        await manager.insert(ApiCollection, collection);
        if ((await manager.countBy(ApiCollection, { userId })) > MOST_COLLECTIONS)
          throw new ObpError('TooManyApiCollections', ` At most ${MOST_COLLECTIONS} are kept.`);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'api_collections_user_id_api_collection_name_key') throw error;
      throw new ObpError('ApiCollectionExists', ` Current api_collection_name(${wanted.name}) is already existing for the log in user.`);
    }
    return collection;
  }

  /** With everything in it. @throws ObpError OBP-30079, also for a collection of somebody else. */
  async delete(userId: string, apiCollectionId: string): Promise<void> {
    await this.getById(userId, apiCollectionId);
    await this.collections.delete({ userId, apiCollectionId });
  }

  /** A text that PostgreSQL cannot store never matches. */
  private async find(given: string, where: FindOptionsWhere<ApiCollection>): Promise<ApiCollection | undefined> {
    if (textProblem(given, { max: given.length }) !== undefined) return undefined;
    return (await this.collections.findOneBy(where)) ?? undefined;
  }
}

function missing(parameter: string, given: string): never {
  throw new ObpError('ApiCollectionNotFound', ` Please specify a valid value for ${parameter}. Current ${parameter}(${given}) `);
}
