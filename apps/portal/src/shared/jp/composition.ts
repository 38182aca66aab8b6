/** True while a Japanese input method is composing: no shortcut may act on such a key. Safari reports key code 229 instead. */
export const isComposing = (event: { readonly isComposing?: boolean; readonly keyCode?: number }): boolean => event.isComposing === true || event.keyCode === 229;
