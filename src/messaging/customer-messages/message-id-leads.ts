import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';
import { type IdLead, idLead } from './message-id.js';

const SAY_LEAD: Statement = {
  name: 'message_id_leads_say',
  text: `
    INSERT INTO message_id_leads AS l (before, since) VALUES ($1, $2)
        ON CONFLICT (before) DO UPDATE SET since = least(l.since, excluded.since)`,
};

/** Records in the database how far ids are ahead of dates: this must be known before a message with such an id can be found. */
@Injectable()
export class MessageIdLeads {
  private said: IdLead | undefined;

  constructor(private readonly database: Database) {}

  /** Await this before messages are stored. @returns undefined if there is nothing to record. */
  say(): Promise<void> | undefined {
    const lead = idLead();
    return lead === this.said || lead === undefined ? undefined : this.store(lead);
  }

  private async store(lead: IdLead): Promise<void> {
    await this.database.query(SAY_LEAD, [lead.before, lead.since.toISOString()]);
    this.said = lead;
  }
}
