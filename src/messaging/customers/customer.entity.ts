import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Bank } from '../../access/banks/bank.entity.js';

/** A customer of exactly one bank (contract section 5.3). */
@Entity('customers')
@Unique('customers_bank_id_customer_number_key', ['bankId', 'customerNumber'])
@Index('customers_bank_id_created_at_customer_id_idx', ['bankId', 'createdAt', 'customerId'])
@Index('customers_created_at_customer_id_idx', ['createdAt', 'customerId'])
@Index('customers_is_searchable_bank_id_customer_id_idx', ['isSearchable', 'bankId', 'customerId'], { where: 'NOT is_searchable' })
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'customers_bank_id_fkey' })
export class Customer {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'customers_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, primaryKeyConstraintName: 'customers_pkey' })
  customerId!: string;

  @Column('varchar', { name: 'customer_number', length: 50 })
  customerNumber!: string;

  @Column('varchar', { name: 'legal_name', length: 255 })
  legalName!: string;

  @Column('varchar', { name: 'mobile_phone_number', length: 50 })
  mobilePhoneNumber!: string;

  @Column('varchar', { name: 'email', length: 200, default: '' })
  email!: string;

  @Column('varchar', { name: 'face_image_url', length: 2000, default: '' })
  faceImageUrl!: string;

  @Column('timestamptz', { name: 'face_image_date', nullable: true })
  faceImageDate!: Date | null;

  @Column('timestamptz', { name: 'date_of_birth', nullable: true })
  dateOfBirth!: Date | null;

  @Column('varchar', { name: 'relationship_status', length: 16, default: '' })
  relationshipStatus!: string;

  @Column('integer', { name: 'dependants', default: 0 })
  dependants!: number;

  @Column('timestamptz', { name: 'dob_of_dependants', array: true, default: () => "'{}'" })
  dobOfDependants!: Date[];

  @Column('varchar', { name: 'credit_rating', length: 100, default: '' })
  creditRating!: string;

  @Column('varchar', { name: 'credit_source', length: 100, default: '' })
  creditSource!: string;

  @Column('varchar', { name: 'credit_limit_currency', length: 100, default: '' })
  creditLimitCurrency!: string;

  @Column('varchar', { name: 'credit_limit_amount', length: 100, default: '' })
  creditLimitAmount!: string;

  @Column('varchar', { name: 'highest_education_attained', length: 32, default: '' })
  highestEducationAttained!: string;

  @Column('varchar', { name: 'employment_status', length: 32, default: '' })
  employmentStatus!: string;

  @Column('boolean', { name: 'kyc_status', default: false })
  kycStatus!: boolean;

  @Column('timestamptz', { name: 'last_ok_date', nullable: true })
  lastOkDate!: Date | null;

  @Column('varchar', { name: 'title', length: 255, default: '' })
  title!: string;

  @Column('varchar', { name: 'branch_id', length: 255, default: '' })
  branchId!: string;

  @Column('varchar', { name: 'name_suffix', length: 255, default: '' })
  nameSuffix!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Whether its terms are stored, by which it is found. */
  @Column('boolean', { name: 'is_searchable', default: false })
  isSearchable!: boolean;
}
