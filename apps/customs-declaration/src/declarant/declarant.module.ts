import { Module } from '@nestjs/common';
import { ChangeDeclarantController } from './change-declarant/change-declarant.controller.js';
import { DeclarantRepository } from './declarant.repository.js';
import { ViewDeclarantController } from './view-declarant/view-declarant.controller.js';

@Module({
  controllers: [ViewDeclarantController, ChangeDeclarantController],
  providers: [DeclarantRepository],
  exports: [DeclarantRepository],
})
export class DeclarantModule {}
