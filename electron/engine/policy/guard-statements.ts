import { arnIn, boundaryArn, globalArnIn, type Place, type Statement } from './statement.ts'

/**
 * What CloudFormation does in the person's name: it creates and deletes the guard stack, and nothing else.
 * Roles can be created there, and so whatever a role can: each must carry the boundary that an administrator
 * has made, and no policy can be changed. Which actions: `electron/practice/iam/handlers.json`; a test
 * compares them.
 */
export function guardStatements(place: Place): Statement[] {
  const roles = globalArnIn(place, 'iam', 'role/sluice/*/guard/*')
  return [
    {
      Sid: 'GuardRolesWithinTheBoundary',
      Effect: 'Allow',
      Action: ['iam:CreateRole', 'iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
      Resource: roles,
      // Without the number of an account its ARN is a pattern.
      Condition: { StringLike: { 'iam:PermissionsBoundary': boundaryArn(place) } },
    },
    {
      Sid: 'GuardRoles',
      Effect: 'Allow',
      Action: [
        'iam:DeleteRole',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
        'iam:ListRoleTags',
        'iam:TagRole',
        'iam:UntagRole',
      ],
      Resource: roles,
    },
    {
      Sid: 'HandGuardRolesOver',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: roles,
      Condition: {
        StringEquals: { 'iam:PassedToService': ['cloudformation.amazonaws.com', 'scheduler.amazonaws.com'] },
      },
    },
    {
      Sid: 'ScheduleGroups',
      Effect: 'Allow',
      Action: [
        'scheduler:CreateScheduleGroup',
        'scheduler:DeleteScheduleGroup',
        'scheduler:GetScheduleGroup',
        'scheduler:ListTagsForResource',
        'scheduler:TagResource',
      ],
      Resource: arnIn(place, 'scheduler', 'schedule-group/sluice-*'),
    },
  ]
}
