import type { ComponentSetting, SettingChange } from '../domain/component-setting';

/** The states that people set by hand. */
export interface ComponentSettings {
  /** What was set last, whether or not it is still in force. */
  last(component: string): Promise<ComponentSetting | undefined>;
  commit(change: SettingChange): Promise<'written' | 'lost-race'>;
}
