import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { originOf } from '../../../platform/audit/origin.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { credentialsOf, directLoginParameters } from '../credentials.js';
import { DirectLoginService } from './direct-login.service.js';
import { TokenDto } from './token.dto.js';

@Controller()
export class DirectLoginController {
  constructor(private readonly directLogin: DirectLoginService) {}

  @Endpoint({
    version: 'none',
    functionName: 'directLogin',
    verb: 'POST',
    path: 'my/logins/direct',
    summary: 'Log in with DirectLogin',
    description:
      'Exchanges user name, password and consumer key for a token. They are sent in the header `DirectLogin: username=U,password=P,consumer_key=K` ' +
      '(or, deprecated, `Authorization: DirectLogin username="U", password="P", consumer_key="K"`); the body is ignored. ' +
      'Send the token with every call as `DirectLogin: token=T`, `Authorization: DirectLogin token="T"` or `Authorization: Bearer T`.',
    tags: ['Authentication'],
    checks: [],
    strangers: 'password',
    headers: [
      {
        name: 'DirectLogin',
        description: 'User name, password and consumer key.',
        example: 'username=U,password=P,consumer_key=K',
      },
    ],
    response: { status: 201, type: TokenDto },
    errors: [
      'MissingDirectLoginHeader',
      'MissingDirectLoginWord',
      'DirectLoginMissingParameters',
      'ValueTooLong',
      'InvalidCharacters',
      'ConsumerKeyCharacters',
      'ConsumerKeyTooLong',
      'InvalidConsumerKey',
      'InvalidLoginCredentials',
      'UserLocked',
      'TooManyBadLogins',
      'ServiceBusy',
    ],
  })
  async login(@Req() request: FastifyRequest): Promise<TokenDto> {
    const { authorization } = credentialsOf(request);
    const parameters = directLoginParameters(request.headers, authorization);
    if (parameters === undefined) throw new ObpError(authorization === undefined ? 'MissingDirectLoginHeader' : 'MissingDirectLoginWord');
    request.loginName = parameters.username;
    return { token: await this.directLogin.login(parameters, originOf(request)) };
  }
}
