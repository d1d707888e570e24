import { describe, expect, it } from '@jest/globals';
import { auditSentence } from './audit-sentence.js';

describe('the sentence of an entry', () => {
  it.each([
    ['tool.called', { toolName: 'search' }, 'Ada called the tool “search”'],
    ['person.roles.changed', { name: 'Ben' }, 'Ada changed the person roles “Ben”'],
    ['workflow.version.published', { title: 'Sort letters' }, 'Ada published a version of the workflow “Sort letters”'],
    ['run.approval.requested', { title: 'ERP: pay' }, 'Ada asked for a yes to “ERP: pay”'],
    ['run.question.asked', {}, 'Ada was asked a question by a run'],
    ['budget.warned', { name: 'Sales' }, 'Ada warned of the budget “Sales”'],
    ['stop.raised', { name: 'Everything' }, 'Ada stopped “Everything”'],
    ['person.signed-in', {}, 'Ada signed in'],
    ['taken-over', {}, 'Ada taken over'],
  ])('says who did what for %s', (action, details, sentence) => {
    expect(auditSentence({ actorName: 'Ada', action, details })).toBe(sentence);
  });
});
