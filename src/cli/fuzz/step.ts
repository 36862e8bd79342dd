// Owns conversions of a trial's step: a copy of its row with other values, and the command for a script.
import { exportForm } from '../../fuzz/text.ts'
import type { PropertyText, SetupStep } from './trial.ts'

/** The `at`th copy of a row, with different unique properties. */
export function numberedCopy(step: SetupStep, at: number): SetupStep {
  if (step.kind === 'command' || at === 0) return step
  const values = step.values.map(([name, text]): PropertyText => {
    if (name === 'name') return [name, /\d$/.test(text) ? text.replace(/\d+$/, (digits) => String(Number(digits) + at)) : `${text}${at}`]
    if (!/address$/.test(name)) return [name, text]
    return [name, text.replace(/(\d+)(?=(\/\d+)?$)/, (digits) => String((Number(digits) + at) % 250))]
  })
  return { ...step, values }
}

/** The row with another value of one property. */
export const withValue = (step: SetupStep, name: string, text: string): SetupStep =>
  step.kind === 'command' ? step : { ...step, values: [...step.values.filter(([one]) => one !== name), [name, text]] }

/** A step as a script command. */
export function commandOf(step: SetupStep): string {
  if (step.kind === 'command') return step.text
  const words = step.values.map(([name, text]) => `${name}=${exportForm(text)}`).join(' ')
  const row = 'row' in step && step.row !== undefined ? ` [:pick [find] ${step.row}]` : ''
  return `${step.menu}/${step.kind}${row} ${words}`
}
