import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { roles, scopes, type Role, type Scope } from '@pinglu/platform';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';

export class IssueApiKeyCommand {
  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: 100,
    description: 'What the key is for, to tell it from others.',
  })
  @IsString()
  @Length(1, 100)
  label: string;

  @ApiProperty({ type: String, enum: roles })
  @IsIn(roles)
  role: Role;

  @ApiPropertyOptional({ type: String, isArray: true, enum: scopes, description: 'Fewer than all of the role.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(scopes.length)
  @IsIn(scopes, { each: true })
  scopes?: Scope[];
}
