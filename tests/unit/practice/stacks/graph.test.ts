import { describe, expect, test } from 'vitest'
import { dependencyGraph } from '../../../../electron/practice/stacks/graph.ts'
import { parseTemplate } from '../../../../electron/practice/stacks/parse-template.ts'

function graph(yaml: string, conditions: Record<string, boolean> = {}) {
  return dependencyGraph(parseTemplate(yaml), conditions)
}

describe('needs', () => {
  test('come from Ref, GetAtt, both forms of Sub, and DependsOn', () => {
    const { needs, order } = graph(`
Parameters: {P: {Type: String}}
Resources:
  Last: {Type: T, DependsOn: [Att, Sub], Properties: {a: !Ref P, b: !Ref AWS::Region}}
  Sub: {Type: T, Properties: {a: !Sub '\${First.Arn}-\${P}-\${!Literal}'}}
  SubMap: {Type: T, DependsOn: First, Properties: {a: !Sub ['\${v}-\${Sub}', {v: !GetAtt Att.X}]}}
  Att: {Type: T, Properties: {a: [{b: !GetAtt First.X.Y}]}}
  First: {Type: T, Properties: {a: !Ref P}}
`)
    expect(needs).toEqual({
      Last: ['Sub', 'Att'],
      Sub: ['First'],
      SubMap: ['Sub', 'Att', 'First'],
      Att: ['First'],
      First: [],
    })
    for (const [id, prerequisites] of Object.entries(needs))
      for (const prerequisite of prerequisites)
        expect(order.indexOf(prerequisite)).toBeLessThan(order.indexOf(id))
    expect(order).toHaveLength(5)
  })

  test('follow only the taken branch of an If', () => {
    const yaml =
      'Resources: {A: {Type: T, Properties: {x: !If [C, !Ref B, none]}}, B: {Type: T, Condition: C}}'
    expect(graph(yaml, { C: true }).needs).toEqual({ A: ['B'], B: [] })
    expect(graph(yaml, { C: false })).toEqual({ order: ['A'], needs: { A: [] } })
  })

  test('a DependsOn on what a condition leaves out is passed over, a Ref is not', () => {
    expect(
      graph('Resources: {A: {Type: T, DependsOn: B}, B: {Type: T, Condition: C}}', { C: false }).order,
    ).toEqual(['A'])
    expect(() =>
      graph('Resources: {A: {Type: T, Properties: {x: !Ref B}}, B: {Type: T, Condition: C}}', { C: false }),
    ).toThrow(
      'Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
    )
  })
})

describe('refused', () => {
  test.each([
    [
      'Resources: {A: {Type: T, Properties: {x: !Ref B, y: !GetAtt C.D}}}',
      'Unresolved resource dependencies [B, C] in the Resources block',
    ],
    [
      'Resources: {A: {Type: T, DependsOn: B}}',
      'Unresolved resource dependencies [B] in the Resources block',
    ],
    [
      'Resources: {A: {Type: T}}\nOutputs: {O: {Value: !Sub "${B.Arn}"}}',
      'Unresolved resource dependencies [B] in the Outputs block',
    ],
    ['Resources: {A: {Type: T, Condition: C}}', 'Unresolved condition dependency C'],
    ['Resources: {A: {Type: T, Properties: {x: !If [C, 1, 2]}}}', 'Unresolved condition dependency C'],
    [
      'Resources: {A: {Type: T, DependsOn: B}, B: {Type: T, DependsOn: A}, C: {Type: T, DependsOn: B}}',
      'Circular dependency between resources: [A, B]',
    ],
    ['Resources: {A: {Type: T, Properties: {x: !Ref A}}}', 'Circular dependency between resources: [A]'],
  ])('%s', (yaml, message) => {
    expect(() => graph(yaml)).toThrow(message)
  })

  test('an output that a condition leaves out may name what is not there', () => {
    const yaml =
      'Resources: {A: {Type: T}, B: {Type: T, Condition: C}}\nOutputs: {O: {Condition: C, Value: !Ref B}}'
    expect(graph(yaml, { C: false }).order).toEqual(['A'])
  })
})
