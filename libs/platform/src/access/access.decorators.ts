import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { AppError } from '@groundswell/kernel';
import type { Actor } from '../actor/actor.js';
import type { RequestContext } from './request-context.js';

/** What an entry point asks of its caller. Without one it does not boot. */
export type Access =
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'signed-in'; readonly why: string }
  | { readonly kind: 'public'; readonly why: string };

export const ACCESS = 'groundswell:access';

const declare = (access: Access): MethodDecorator => SetMetadata(ACCESS, access);

/** The caller needs this permission for at least something; the service asks again with the very thing. */
export const Permission = (permission: string): MethodDecorator => declare({ kind: 'permission', permission });
/** Any signed-in person: for what concerns only themselves or what the service filters by itself. */
export const SignedIn = (why: string): MethodDecorator => declare({ kind: 'signed-in', why });
/** Anyone, signed in or not. */
export const Public = (why: string): MethodDecorator => declare({ kind: 'public', why });

/** The error for an entry point that needs a person and has none. */
export function notSignedIn(): AppError {
  return new AppError(
    'unauthenticated',
    'NOT_SIGNED_IN',
    'Your sign-in has ended. Sign in again; what you typed is kept.',
  );
}

/** The signed-in person as a resolver's parameter. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = GqlExecutionContext.create(context).getContext<RequestContext>().actor;
  if (!actor) throw notSignedIn();
  return actor;
});

/** The whole request context as a resolver's parameter: for sign-in, which sets cookies. */
export const CurrentRequest = createParamDecorator((_data: unknown, context: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(context).getContext<RequestContext>(),
);
