import { describe, expect, it } from '@jest/globals';
import { auditSentence } from './audit-sentence.js';

describe('the sentence of an entry', () => {
  it.each([
    ['tool.called', { toolName: 'search' }, 'Ada called the tool “search”'],
    ['person.roles.changed', { name: 'Ben' }, 'Ada changed the roles of “Ben”'],
    ['workflow.version.published', { title: 'Sort letters' }, 'Ada published a version of the workflow “Sort letters”'],
    ['run.approval.requested', { title: 'ERP: pay' }, 'Ada asked for a yes to “ERP: pay”'],
    ['run.approval.granted', {}, 'Ada said yes to a call'],
    ['run.refused', { title: 'Sort letters' }, 'Ada was refused a run of “Sort letters”'],
    ['stop.raised', { name: 'Everything' }, 'Ada stopped “Everything”'],
    ['person.signed-in', {}, 'Ada signed in'],
    ['taken-over', {}, 'Ada taken over'],
  ])('says who did what for %s', (action, details, sentence) => {
    expect(auditSentence({ actorName: 'Ada', action, details })).toBe(sentence);
  });
});
