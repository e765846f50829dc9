import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { eventChannel, requestChannel } from './ipc-channels.ts'

/**
 * Everything that a page can do: give a command, and listen. Which commands there are is the contract's
 * business, not this file's.
 */
contextBridge.exposeInMainWorld('sluice', {
  request: (name: unknown, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke(requestChannel, name, input),
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, announced: unknown): void => listener(announced)
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.off(eventChannel, forward)
    }
  },
})
