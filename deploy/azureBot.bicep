// The Azure Bot registration of Switchboard and its Teams channel:
//   az deployment group create --resource-group <group> --template-file deploy/azureBot.bicep \
//     --parameters appId=<app id> host=<public host name>
// Not run where this project is tested: there is no Azure. See docs/deployment.md.

@description('Name of the bot resource.')
param name string = 'switchboard'

@description('App id: of the app registration, or the client id of the managed identity.')
param appId string

@description('The directory (tenant) of the organisation.')
param tenantId string = subscription().tenantId

@allowed(['SingleTenant', 'UserAssignedMSI'])
param appType string = 'SingleTenant'

@description('Resource id of the managed identity; only for UserAssignedMSI.')
param identityId string = ''

@description('Host name under which the bot is reached by HTTPS.')
param host string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Switchboard'
    endpoint: 'https://${host}/api/messages'
    msaAppId: appId
    msaAppTenantId: tenantId
    msaAppType: appType
    msaAppMSIResourceId: appType == 'UserAssignedMSI' ? identityId : null
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

output endpoint string = bot.properties.endpoint
