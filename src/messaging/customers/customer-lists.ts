import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindManyOptions, Repository } from 'typeorm';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { within } from '../../platform/endpoint/within.js';
import { Customer } from './customer.entity.js';
import { UserCustomerLink } from './user-customer-link.entity.js';

export type CustomerIds = Pick<Customer, 'bankId' | 'customerId'>;

/** Lists of customers, in pages. Each is read along an index, so it costs the same however many there are. */
@Injectable()
export class CustomerLists {
  constructor(@InjectRepository(Customer) private readonly customers: Repository<Customer>) {}

  /** The customers of one bank, or of all banks if none is given, in the order of creation. */
  all(bankId: string | undefined, page: ListParameters): Promise<Customer[]> {
    return this.customers.find(inOrder(bankId, page));
  }

  /** Like {@link all}, but only their ids. */
  ids(bankId: string | undefined, page: ListParameters): Promise<CustomerIds[]> {
    return this.customers.find({ ...inOrder(bankId, page), select: { bankId: true, customerId: true } });
  }

  /** The customers that a user is linked to, in the order of linking; at one bank, or at all banks if none is given. */
  ofUser(
    userId: string,
    bankId: string | undefined,
    { limit, offset, direction }: Pick<ListParameters, 'limit' | 'offset' | 'direction'>,
  ): Promise<Customer[]> {
    const query = this.customers
      .createQueryBuilder('customer')
      .innerJoin(UserCustomerLink, 'link', 'link.bankId = customer.bankId AND link.customerId = customer.customerId')
      .where('link.userId = :userId', { userId })
      .orderBy('link.userCustomerLinkId', direction)
      .offset(offset)
      .limit(limit);
    return (bankId === undefined ? query : query.andWhere('link.bankId = :bankId', { bankId })).getMany();
  }
}

function inOrder(bankId: string | undefined, { limit, offset, direction, ...times }: ListParameters): FindManyOptions<Customer> {
  const createdAt = within(times);
  return {
    where: { ...(bankId === undefined ? {} : { bankId }), ...(createdAt === undefined ? {} : { createdAt }) },
    order: { createdAt: direction, customerId: direction },
    skip: offset,
    take: limit,
  };
}
