import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type SharedBody, SharedTexts } from '../../../platform/http/documents/shared-texts.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ERRORS } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { CONNECTORS } from '../connectors.js';
import { createMessageDoc } from '../create-message.js';
import { MessageDocsDto } from './message-doc.dto.js';

@Controller()
export class MessageDocsV220Controller {
  constructor(private readonly texts: SharedTexts) {}

  @Endpoint({
    version: '2.2.0',
    functionName: 'getMessageDocs',
    verb: 'GET',
    path: 'message-docs/:CONNECTOR',
    summary: 'Get Message Docs',
    description:
      'The messages about customer messages that a connector of OBP exchanges with an adapter, with examples. ' +
      'Empty for connectors that exchange none. This service itself goes through no connector.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated'],
    strangers: 'document',
    response: { status: 200, type: MessageDocsDto, name: 'MessageDocsJson' },
    errors: ['UnknownError', 'ConnectorNotFound'],
  })
  list(
    @Param('CONNECTOR') connector: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SharedBody<MessageDocsDto> | Promise<SharedBody<MessageDocsDto>> {
    if (!CONNECTORS.has(connector)) throw unknown(connector);
    const format = CONNECTORS.get(connector);
    return this.texts.json(reply, `message docs ${connector}`, () =>
      JSON.stringify({ message_docs: format === undefined ? [] : [createMessageDoc(format)] }),
    );
  }
}

/** OBP repeats the error, with and without an example of a valid value (contract section 7.4). */
function unknown(connector: string): ObpError {
  const { code, text } = ERRORS.ConnectorNotFound;
  return new ObpError(
    'ConnectorNotFound',
    ` Current Input is ${connector}. It should be eg: kafka_vSept2018... <- ${code}: ${text} Current Input is ${connector}`,
  );
}
