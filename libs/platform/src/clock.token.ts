/** Injection token of the kernel's Clock: `constructor(@Inject(CLOCK) private readonly clock: Clock)`. */
export const CLOCK = Symbol('CLOCK');
