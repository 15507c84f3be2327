import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Customer } from './customer.entity.js';

/** Says that a user is (or acts for) a customer, so that the customer's messages are in the user's inbox. */
@Entity('user_customer_links')
@Unique('user_customer_links_user_id_customer_id_key', ['bankId', 'userId', 'customerId'])
@Index('user_customer_links_customer_id_link_id_idx', ['bankId', 'customerId', 'userCustomerLinkId'])
@Index('user_customer_links_bank_id_user_id_link_id_idx', ['bankId', 'userId', 'userCustomerLinkId'])
@Index('user_customer_links_user_id_link_id_idx', ['userId', 'userCustomerLinkId'])
@ForeignKey(() => Customer, ['bankId', 'customerId'], ['bankId', 'customerId'], { name: 'user_customer_links_bank_id_customer_id_fkey' })
export class UserCustomerLink {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'user_customer_links_pkey' })
  bankId!: string;

  /** UUIDv7: the order of ids is the order of linking. */
  @PrimaryColumn('varchar', { name: 'user_customer_link_id', length: 36, primaryKeyConstraintName: 'user_customer_links_pkey' })
  userCustomerLinkId!: string;

  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  @Column('varchar', { name: 'customer_id', length: 36 })
  customerId!: string;

  @Column('timestamptz', { name: 'date_inserted', default: () => 'now()' })
  dateInserted!: Date;

  @Column('boolean', { name: 'is_active', default: true })
  isActive!: boolean;
}
