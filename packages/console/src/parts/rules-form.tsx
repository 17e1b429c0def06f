import { ActionIcon, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { firstRuleDraft, type Rule, ruleOf } from '../rule.ts'
import type { ConditionColumn } from './conditions-form.tsx'
import { RuleFields } from './rule-fields.tsx'

interface RulesFormProps {
  readonly columns: readonly ConditionColumn[]
  readonly rules: readonly Rule[]
  /** Are real rows left out that break a rule? Otherwise the generation is refused. */
  readonly isDropping: boolean
  readonly onChange: (part: { readonly rules?: readonly Rule[]; readonly isDropping?: boolean }) => void
}

/** Rules that every synthetic row obeys: those that there are, and one more. */
export function RulesForm({ columns, rules, isDropping, onChange }: RulesFormProps) {
  const t = useMessages()
  const [draft, setDraft] = useState(firstRuleDraft)
  const rule = ruleOf(draft)
  const sentence = (each: Rule) => describeRule(each, t.rules)
  return (
    <Stack gap="sm">
      {rules.length === 0 ? (
        <Text size="sm">{t.rules.none}</Text>
      ) : (
        <List spacing="xs" listStyleType="none" aria-label={t.rules.label}>
          {rules.map((each) => (
            <List.Item key={JSON.stringify(each)}>
              <Group gap="xs" wrap="nowrap">
                <ActionIcon
                  variant="default"
                  aria-label={t.rules.remove(sentence(each))}
                  onClick={() => onChange({ rules: rules.filter((other) => other !== each) })}
                >
                  <span aria-hidden="true">×</span>
                </ActionIcon>
                <Text size="sm">{sentence(each)}</Text>
              </Group>
            </List.Item>
          ))}
        </List>
      )}
      <RuleFields columns={columns} draft={draft} onChange={setDraft} />
      <Group>
        <Button
          variant="default"
          disabled={rule === undefined}
          onClick={() => {
            if (rule === undefined) return
            const known = rules.some((each) => JSON.stringify(each) === JSON.stringify(rule))
            if (!known) onChange({ rules: [...rules, rule] })
            setDraft({ ...firstRuleDraft, kind: draft.kind })
          }}
        >
          {t.rules.add}
        </Button>
      </Group>
      <Checkbox
        label={t.rules.drop}
        description={t.rules.dropHint}
        checked={isDropping}
        onChange={(event) => onChange({ isDropping: event.currentTarget.checked })}
      />
    </Stack>
  )
}

type RuleMessages = ReturnType<typeof useMessages>['rules']

function describeRule(rule: Rule, { says }: RuleMessages): string {
  switch (rule.kind) {
    case 'less_than':
      return rule.or_equal === true ? says.atMost(rule.low, rule.high) : says.below(rule.low, rule.high)
    case 'range':
      return says.within(rule.column, String(rule.min ?? ''), String(rule.max ?? ''))
    case 'sum_of':
      return says.sum(rule.total, rule.parts.join(' + '))
    case 'fixed_combinations':
      return says.together(rule.columns.join(', '))
    case 'unique':
      return says.unique(rule.columns.join(', '))
    default:
      return rule satisfies never
  }
}
