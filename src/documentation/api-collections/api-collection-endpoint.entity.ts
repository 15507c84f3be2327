import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ApiCollection } from './api-collection.entity.js';

/** One operation in an API collection. */
@Entity('api_collection_endpoints')
@Unique('api_collection_endpoints_operation_id_key', ['apiCollectionId', 'operationId'])
@ForeignKey(() => ApiCollection, ['apiCollectionId'], ['apiCollectionId'], {
  name: 'api_collection_endpoints_api_collection_id_fkey',
  onDelete: 'CASCADE',
})
export class ApiCollectionEndpoint {
  /** UUIDv7: the order of ids is the order of adding. */
  @PrimaryColumn('varchar', { name: 'api_collection_endpoint_id', length: 36, primaryKeyConstraintName: 'api_collection_endpoints_pkey' })
  apiCollectionEndpointId!: string;

  @Column('varchar', { name: 'api_collection_id', length: 36 })
  apiCollectionId!: string;

  @Column('varchar', { name: 'operation_id', length: 200 })
  operationId!: string;
}
