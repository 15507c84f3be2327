import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { CreateMessageDto } from './create-message.dto.js';
import { Bank, Customer, Link, Message } from './entities.js';

/** As many as a page of the service has. */
const PAGE = 500;

@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(Bank) private readonly banks: Repository<Bank>,
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    @InjectRepository(Link) private readonly links: Repository<Link>,
    @InjectRepository(Message) private readonly messages: Repository<Message>,
  ) {}

  async create(bankId: string, customerId: string, dto: CreateMessageDto): Promise<void> {
    await this.findCustomer(bankId, customerId);
    await this.messages.save(this.messages.create({ ...dto, bankId, customerId }));
  }

  async list(bankId: string, customerId: string): Promise<Message[]> {
    await this.findCustomer(bankId, customerId);
    return this.messages.find({ where: { bankId, customerId }, order: { date: 'DESC' }, take: PAGE });
  }

  async inbox(bankId: string, userId: string): Promise<Message[]> {
    await this.findBank(bankId);
    const links = await this.links.findBy({ userId, bankId });
    const customerId = In(links.map((link) => link.customerId));
    return this.messages.find({ where: { bankId, customerId }, order: { date: 'DESC' }, take: PAGE });
  }

  private async findBank(id: string): Promise<void> {
    if (!(await this.banks.existsBy({ id }))) throw new NotFoundException('Bank not found');
  }

  private async findCustomer(bankId: string, id: string): Promise<void> {
    await this.findBank(bankId);
    if (!(await this.customers.existsBy({ id, bankId }))) throw new NotFoundException('Customer not found');
  }
}
