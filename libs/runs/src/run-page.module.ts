import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { AnswerQuestionService } from './ask-person/answer-question.service.js';
import { QuestionsResolver } from './graphql/questions.resolver.js';
import { TestCasesResolver } from './graphql/test-cases.resolver.js';
import { MakeTestCaseService } from './make-test-case/make-test-case.service.js';
import { RunReminderEntity } from './persistence/run-reminder.entity.js';
import { RemindWaitsService } from './remind-waits/remind-waits.service.js';

/** What people do around a run while it waits and after it ended: be reminded, keep it as a test case. */
@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([RunReminderEntity])],
  providers: [AnswerQuestionService, QuestionsResolver, MakeTestCaseService, RemindWaitsService, TestCasesResolver],
})
export class RunPageModule {}
