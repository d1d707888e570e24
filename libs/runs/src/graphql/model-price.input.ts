import { Field, InputType, Int } from '@nestjs/graphql';

@InputType('PriceTierInput', { description: 'US dollars per million tokens, as decimals with at most six places.' })
export class PriceTierInput {
  @Field(() => Int, { nullable: true, description: 'The largest prompt that it covers; absent for the last one.' })
  upToPromptTokens?: number | null;
  @Field() input!: string;
  @Field() output!: string;
  @Field() cacheRead!: string;
  @Field({ description: 'Written for five minutes.' }) cacheWrite5m!: string;
  @Field({ description: 'Written for an hour.' }) cacheWrite1h!: string;
}

@InputType('AddModelPriceInput')
export class AddModelPriceInput {
  @Field({ description: 'The exact id under which the service knows the model.' }) model!: string;
  @Field({ description: 'YYYY-MM-DD: from the beginning of that day on, from now on if it is today.' })
  fromDay!: string;
  @Field(() => [PriceTierInput]) tiers!: PriceTierInput[];
  @Field(() => Int, { nullable: true }) contextTokens?: number | null;
  @Field(() => Int, { nullable: true }) maxOutputTokens?: number | null;
  @Field({ defaultValue: '' }) note!: string;
}
