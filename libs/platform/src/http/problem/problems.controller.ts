import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../auth/require-scope.js';
import { UnknownRouteError } from './http-errors.js';
import { ProblemPages, renderProblemPage } from './problem-page.js';

/** The pages behind `type`. They hold nothing of a request, so anybody may read them. */
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  constructor(private readonly pages: ProblemPages) {}

  @Public()
  @Get(':code')
  @Header('Content-Type', 'text/markdown; charset=utf-8')
  page(@Param('code') code: string): string {
    const page = this.pages.find(code);
    if (!page) throw new UnknownRouteError();
    return renderProblemPage(page);
  }
}
