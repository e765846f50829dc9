import { isArnLike, isLike } from './matching.ts'

/** What is known about a request: condition key → value or values. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>

/** One line of a statement's Condition. */
export interface Condition {
  /** `StringEquals`, without quantifier and `IfExists`. */
  operator: string
  quantifier: 'ForAllValues' | 'ForAnyValue' | undefined
  ifExists: boolean
  key: string
  values: readonly string[]
}

type Comparison = (expected: string, actual: string) => boolean

const positive: Record<string, Comparison> = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: isLike,
  ArnEquals: isArnLike,
  ArnLike: isArnLike,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  NumericEquals: (expected, actual) => Number(actual) === Number(expected),
  NumericLessThan: (expected, actual) => Number(actual) < Number(expected),
  NumericLessThanEquals: (expected, actual) => Number(actual) <= Number(expected),
  NumericGreaterThan: (expected, actual) => Number(actual) > Number(expected),
  NumericGreaterThanEquals: (expected, actual) => Number(actual) >= Number(expected),
}

/** Operators that hold where none of the values fits, also where the key is missing. */
const negated: Record<string, Comparison> = {
  StringNotEquals: (expected, actual) => expected === actual,
  StringNotLike: isLike,
  ArnNotEquals: isArnLike,
  ArnNotLike: isArnLike,
}

/**
 * The parts of an operator such as `ForAnyValue:StringLikeIfExists`; undefined for one that is not
 * evaluated here.
 */
export function readOperator(
  text: string,
): Pick<Condition, 'operator' | 'quantifier' | 'ifExists'> | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text)
  const operator = match?.[2] ?? ''
  const known = operator === 'Null' || Object.hasOwn(positive, operator) || Object.hasOwn(negated, operator)
  if (!known || (operator === 'Null' && match?.[3] !== undefined)) return undefined
  return {
    operator,
    quantifier: match?.[1] as Condition['quantifier'],
    ifExists: match?.[3] !== undefined,
  }
}

/**
 * Whether a condition holds. Keys are compared without regard to case.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators", "Set operators for multivalued
 * context keys".
 */
export function holds(condition: Condition, context: ConditionContext): boolean {
  const { operator, quantifier, ifExists, values } = condition
  const actual = valuesOf(context, condition.key)
  if (operator === 'Null') return values.some((value) => (value.toLowerCase() === 'true') === isEmpty(actual))
  const fits = (one: string): boolean => {
    const unlike = negated[operator]
    if (unlike !== undefined) return !values.some((value) => unlike(value, one))
    return values.some((value) => positive[operator]?.(value, one) === true)
  }
  if (isEmpty(actual)) return ifExists || quantifier === 'ForAllValues' || isNegation(condition)
  return quantifier === 'ForAnyValue' || (quantifier === undefined && !Object.hasOwn(negated, operator))
    ? actual.some(fits)
    : actual.every(fits)
}

function isNegation({ operator, quantifier }: Condition): boolean {
  return quantifier === undefined && Object.hasOwn(negated, operator)
}

/** The values of a key in the context; undefined where it is not there. */
export function valuesOf(context: ConditionContext, key: string): readonly string[] | undefined {
  const wanted = key.toLowerCase()
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1]
  return typeof found === 'string' ? [found] : found
}

function isEmpty(actual: readonly string[] | undefined): actual is undefined {
  return actual === undefined || actual.length === 0
}
