/** Where the last word of an action is not simply what somebody did with a thing of that name. */
const DID: Readonly<Record<string, string>> = {
  'person.signed-in': 'signed in',
  'person.signed-out': 'signed out',
  'person.sign-in-refused': 'was not let in',
  'person.joined': 'joined',
  'person.password.changed': 'changed their password',
  'person.invitation.revoked': 'took back the invitation of',
  'organisation.set-up': 'set up the organisation',
  'keys.rotated': 'renewed the keys',
  'audit.pruned': 'removed audit entries that were kept long enough',
  'audit.exported': 'took the audit log along',
  'audit.checkpoint.taken': 'took a signed checkpoint of the audit log',
  'tool.call.refused': 'was refused a call of the tool',
  'tool.call.quarantined': 'was refused a call of the changed tool',
  'tool.call.unanswered': 'got no answer from the tool',
  'tool.definition.accepted': 'accepted the new definition of the tool',
  'run.refused': 'was refused a run of',
  'run.reviewed': 'looked at a run afterwards',
  'run.question.asked': 'was asked a question by the run',
  'run.question.answered': 'answered the question of a run',
  'run.wait.reminded': 'reminded of a run that waits',
  'run.approval.requested': 'asked for a yes to',
  'run.approval.granted': 'said yes to',
  'run.approval.denied': 'said no to',
  'run.outcome.settled': 'said what became of',
  'run.confirmed': 'said how a run went',
  'request.joined': 'joined the request',
  'request.withdrawn': 'withdrew the request',
  'budget.warned': 'told of how much is spent of the budget',
  'batch.finished': 'finished a batch',
  'batch.paused': 'paused a batch',
  'batch.started': 'started a batch',
  'baseline.set': 'set the minutes by hand',
  'connector.set-up.recorded': 'recorded what it took to set up the connector',
  'policy.set-up.recorded': 'recorded what it took to set up the policy layer',
  'policy.exception.granted': 'granted an exception',
  'policy.exception.revoked': 'took back an exception',
  'person.teams.changed': 'changed the teams of',
  'person.roles.changed': 'changed the roles of',
  'workflow.stage.changed': 'changed the stage of the workflow',
  'workflow.eval-case.kept': 'kept the test case',
  'request.left': 'left the request',
  'connector.signed-in': 'signed in to the connector',
  'connector.signed-out': 'signed out of the connector',
  'connector.tools.discovered': 'looked for the tools of the connector',
  'connector.bindings.moved': 'moved the bindings of the connector',
  'stop.raised': 'stopped',
  'stop.drilled': 'rehearsed stopping',
  'stop.released': 'released',
  'workflow.version.saved': 'saved a version of the workflow',
  'workflow.version.started': 'began a version of the workflow',
  'workflow.version.submitted': 'submitted a version of the workflow',
  'workflow.version.published': 'published a version of the workflow',
  'workflow.version.reviewed': 'reviewed a version of the workflow',
  'workflow.owner.set': 'handed over the workflow',
  'policy.exception.expired': 'ended an exception, by its date',
};

/** Said of entries from before the log named the thing, so that no sentence ends in the middle. */
const WITHOUT_NAME: Readonly<Record<string, string>> = {
  'run.refused': 'was refused a run',
  'run.approval.granted': 'said yes to a call',
  'run.approval.denied': 'said no to a call',
};

/** The plain sentence of an entry: who did what, from its action in the past tense and its details. */
export function auditSentence(entry: {
  actorName: string;
  action: string;
  details: Readonly<Record<string, unknown>>;
}): string {
  const named = ['title', 'name', 'toolName', 'email']
    .map((key) => entry.details[key])
    .find((value) => typeof value === 'string');
  const unnamed = named === undefined ? WITHOUT_NAME[entry.action] : undefined;
  const did = unnamed ?? DID[entry.action] ?? didWords(entry.action);
  return named === undefined ? `${entry.actorName} ${did}` : `${entry.actorName} ${did} “${named}”`;
}

/** `person.roles.changed`: changed the person roles. */
function didWords(action: string): string {
  const words = action.split('.').map((word) => word.replaceAll('-', ' '));
  const [verb = '', ...thing] = [...words.slice(-1), ...words.slice(0, -1)];
  return thing.length === 0 ? verb : `${verb} the ${thing.join(' ')}`;
}
