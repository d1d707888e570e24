import { AppError } from '@groundswell/kernel';

/** Nobody grants what they asked for. */
export function ownException(): AppError {
  const message = 'You asked for this exception, so someone else grants it. Ask another steward.';
  return new AppError('forbidden', 'POLICY_EXCEPTION_OWN', message);
}

/** A sealed rule holds for everyone. */
export function ruleSealed(layerName: string): AppError {
  const message = `This rule of the layer ${layerName} is sealed: no exception passes it. Look for a way that keeps to it, or change the layer.`;
  return new AppError('forbidden', 'POLICY_RULE_SEALED', message);
}

/** An end is never taken back. */
export function exceptionEnded(): AppError {
  const message = 'This exception has ended already. Grant a new one if it is still needed.';
  return new AppError('conflict', 'POLICY_EXCEPTION_ENDED', message);
}
