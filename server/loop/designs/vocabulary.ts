/** How a component is named for good: in relations, in addresses, in edits. Browser-safe. */
export const componentId = /^[a-z][a-z0-9-]{0,40}$/
