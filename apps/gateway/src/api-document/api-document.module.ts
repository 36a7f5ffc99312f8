import { Module } from '@nestjs/common';
import { ProxyModule } from '../proxy/proxy.module.js';
import { ApiDocumentController } from './api-document.controller.js';

@Module({ imports: [ProxyModule], controllers: [ApiDocumentController] })
export class ApiDocumentModule {}
