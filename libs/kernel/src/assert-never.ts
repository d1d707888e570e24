/** Marks a branch that the types rule out; adding a case elsewhere makes the call a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
