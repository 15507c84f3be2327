import { Body, Controller, Get, Param, Post, Req, UseGuards } from '@nestjs/common';
import { type CurrentUser, JwtAuthGuard, RequireRole, RolesGuard } from './auth.js';
import { CreateMessageDto } from './create-message.dto.js';
import type { Message } from './entities.js';
import { MessagesService } from './messages.service.js';

type MessageDto = Omit<Message, 'bankId' | 'customerId' | 'customer'>;

const toDto = ({ id, date, transport, message, from_department, from_person }: Message): MessageDto => ({
  id,
  date,
  transport,
  message,
  from_department,
  from_person,
});

@Controller('obp')
@UseGuards(JwtAuthGuard, RolesGuard)
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Post('v4.0.0/banks/:bankId/customers/:customerId/messages')
  @RequireRole('CanCreateCustomerMessage')
  async create(
    @Param('bankId') bankId: string,
    @Param('customerId') customerId: string,
    @Body() body: CreateMessageDto,
  ): Promise<{ success: string }> {
    await this.messages.create(bankId, customerId, body);
    return { success: 'Success' };
  }

  @Get('v4.0.0/banks/:bankId/customers/:customerId/messages')
  @RequireRole('CanGetCustomerMessages')
  async list(@Param('bankId') bankId: string, @Param('customerId') customerId: string): Promise<{ messages: MessageDto[] }> {
    return { messages: (await this.messages.list(bankId, customerId)).map(toDto) };
  }

  @Get('v1.4.0/banks/:bankId/customer/messages')
  async inbox(@Param('bankId') bankId: string, @Req() request: { user: CurrentUser }): Promise<{ messages: MessageDto[] }> {
    return { messages: (await this.messages.inbox(bankId, request.user.userId)).map(toDto) };
  }
}
