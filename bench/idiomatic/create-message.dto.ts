import { IsString, Length, MaxLength } from 'class-validator';

export class CreateMessageDto {
  @IsString()
  @Length(1, 1024)
  message!: string;

  @IsString()
  @MaxLength(64)
  transport!: string;

  @IsString()
  @MaxLength(64)
  from_department!: string;

  @IsString()
  @MaxLength(64)
  from_person!: string;
}
