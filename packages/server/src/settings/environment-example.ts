import { z } from 'zod'
import { environmentNames, settingsSchema } from './settings-schema.ts'

const propertySchema = z.object({
  description: z.string().default(''),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
})

/** The text of `.env.example`: every variable with its meaning, commented out, with its default. */
export function environmentExample(): string {
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: 'output' })
  const lines = [
    '# Settings of the platform. Copy this file to .env; variables of the environment win over it.',
    '# What is commented out has the value shown, or none. `tabricate serve` names every wrong value at its start.',
  ]
  for (const [name, property] of Object.entries(properties)) {
    const { description, default: value } = propertySchema.parse(property)
    const shown = value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value)
    lines.push('', `# ${description}`, `# ${environmentNames.get(name)}=${shown}`)
  }
  return `${lines.join('\n')}\n`
}
