import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Consumer } from './consumer.entity.js';

@Injectable()
export class ConsumersService {
  constructor(@InjectRepository(Consumer) private readonly consumers: Repository<Consumer>) {}

  findByKey(key: string): Promise<Consumer | null> {
    return this.consumers.findOneBy({ key });
  }
}
