import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';

/** Whether a connector answers, as shape and word. */
export function HealthMark({ health }: { health: { readonly state: string } }) {
  if (health.state === 'healthy') {
    return (
      <span className="gs-status gs-tone-good">
        <IconCircleCheck size={16} aria-hidden="true" /> Answers
      </span>
    );
  }
  if (health.state === 'failing') {
    return (
      <span className="gs-status gs-tone-red">
        <IconCircleX size={16} aria-hidden="true" /> Does not answer
      </span>
    );
  }
  return (
    <span className="gs-status gs-tone-calm">
      <IconCircleDashed size={16} aria-hidden="true" /> Not tried yet
    </span>
  );
}
