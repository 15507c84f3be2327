import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../../access/users/user.entity.js';

/** A named list of operations that a user keeps (contract section 5.7); both API Explorers keep favourites in one. */
@Entity('api_collections')
@Unique('api_collections_user_id_api_collection_name_key', ['userId', 'name'])
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'api_collections_user_id_fkey' })
export class ApiCollection {
  /** UUIDv7: the order of ids is the order of creation. */
  @PrimaryColumn('varchar', { name: 'api_collection_id', length: 36, primaryKeyConstraintName: 'api_collections_pkey' })
  apiCollectionId!: string;

  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  @Column('varchar', { name: 'api_collection_name', length: 100 })
  name!: string;

  /** Whether others may read what is in it. */
  @Column('boolean', { name: 'is_sharable' })
  isSharable!: boolean;

  @Column('varchar', { name: 'description', length: 2000 })
  description!: string;
}
