import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../../platform/body/fields.js';

export class TestProviderDto {
  @Text({ min: 1, max: 320, example: '+34600000001', description: 'Your own phone number, with its country, or e-mail address.' })
  address!: string;
}

export class ProviderTestDto {
  @ApiProperty({
    enum: ['accepted', 'temporary', 'permanent', 'throttled', 'unavailable', 'unknown'],
    description: 'What came of it, as of a try of a delivery.',
    example: 'accepted',
  })
  outcome!: string;

  @ApiProperty({ description: "The provider's own code, or that of the connection; empty for none.", example: '' })
  code!: string;

  @ApiProperty({ description: 'The same for people, in English.', example: 'The provider took the message.' })
  explanation!: string;

  @ApiProperty({ description: 'How long it took.', example: 42 })
  milliseconds!: number;
}
