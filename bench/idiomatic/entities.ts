import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Bank {
  @PrimaryColumn()
  id!: string;
}

@Entity()
export class Customer {
  @PrimaryColumn()
  id!: string;

  @ManyToOne(() => Bank)
  bank!: Bank;

  @Column()
  bankId!: string;
}

/** The user may read the messages of the customer. */
@Entity()
@Index(['userId', 'bankId'])
export class Link {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column()
  userId!: string;

  @Column()
  bankId!: string;

  @Column()
  customerId!: string;
}

@Entity()
@Index(['userId', 'bankId', 'role'], { unique: true })
export class Entitlement {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column()
  userId!: string;

  @Column()
  bankId!: string;

  @Column()
  role!: string;
}

@Entity()
@Index(['bankId', 'customerId', 'date'])
export class Message {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column()
  bankId!: string;

  @Column()
  customerId!: string;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'customerId' })
  customer!: Customer;

  @CreateDateColumn({ type: 'timestamptz' })
  date!: Date;

  @Column({ length: 64 })
  transport!: string;

  @Column({ length: 1024 })
  message!: string;

  @Column({ length: 64 })
  from_department!: string;

  @Column({ length: 64 })
  from_person!: string;
}
