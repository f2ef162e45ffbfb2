/** The values of a form as plain data. Pure: a control is anything with these properties. */

const NEVER = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"])

/** Whether what is typed here may be kept on the device. */
export function isKept(control) {
  return Boolean(control.name) && !NEVER.has(control.type) && control.autocomplete !== "one-time-code"
}

/** Return {name: [values]} of the controls that may be kept. */
export function valuesOf(controls) {
  const values = {}
  for (const control of controls) {
    if (!isKept(control)) continue
    values[control.name] ??= []
    if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked) values[control.name].push(control.value)
    } else if (control.type === "select-multiple") {
      for (const option of control.options) if (option.selected) values[control.name].push(option.value)
    } else {
      values[control.name].push(control.value)
    }
  }
  return values
}

/** Put values back; returns whether anything changed. */
export function restoreValues(controls, values) {
  const rest = Object.fromEntries(Object.entries(values).map(([name, list]) => [name, [...list]]))
  let hasChanged = false
  const put = (thing, property, value) => {
    if (thing[property] === value) return
    thing[property] = value
    hasChanged = true
  }
  for (const control of controls) {
    if (!isKept(control) || !(control.name in rest)) continue
    const list = rest[control.name]
    if (control.type === "checkbox" || control.type === "radio") {
      put(control, "checked", list.includes(control.value))
    } else if (control.type === "select-multiple") {
      for (const option of control.options) put(option, "selected", list.includes(option.value))
    } else if (list.length) {
      put(control, "value", list.shift())
    }
  }
  return hasChanged
}
