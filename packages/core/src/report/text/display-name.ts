const maxLength = 80

/**
 * A text from the data as it can be shown in a line: control characters and those that turn the direction of writing become
 * visible escapes, so that no name can pass for another; long ones are cut.
 * @param emptyName stands for a name without characters
 */
export function displayName(text: string, emptyName: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter)
  if (visible === '') return emptyName
  const characters = [...visible]
  return characters.length <= maxLength ? visible : `${characters.slice(0, maxLength - 1).join('')}…`
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`
}
